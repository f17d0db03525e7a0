"""The account of an editor: no picture of a person is asked for, stored or shown."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.pictures import telling

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("wagtailadmin_account")


def test_the_account_takes_no_profile_picture(admin_client, admin_user):
    page = admin_client.get(ACCOUNT)
    assert 'name="name_email-first_name"' in page.content.decode()
    assert "avatar-avatar" not in page.content.decode()
    photo = SimpleUploadedFile("ik.jpg", telling("JPEG"), "image/jpeg")
    names = {"name_email-first_name": "Ada", "name_email-last_name": "Byron", "email-email": admin_user.email}
    choices = {"locale-preferred_language": "nl", "locale-current_time_zone": "Europe/Amsterdam"}
    theme = {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    response = admin_client.post(ACCOUNT, {**names, **choices, **theme, "avatar-avatar": photo})
    assert response.status_code == 302
    admin_user.refresh_from_db()
    assert admin_user.first_name == "Ada"
    assert not UserProfile.get_for_user(admin_user).avatar


def test_a_picture_of_before_breaks_no_page(admin_client, admin_user):
    profile = UserProfile.get_for_user(admin_user)
    profile.avatar.save("ik.jpg", ContentFile(telling("JPEG")))
    for address in ("/beheer/", ACCOUNT, reverse("wagtailusers_users:index")):
        response = admin_client.get(address)
        assert response.status_code == 200
        assert "default-user-avatar" in response.content.decode()
        assert "avatar_images" not in response.content.decode()


def test_the_account_is_for_who_may_enter_the_admin(client):
    assert client.get(ACCOUNT).status_code == 302
