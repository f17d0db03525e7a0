"""A visitor who asks a question, and the worker and mailboxes behind it."""

from django.core import mail
from django.test import Client

from operations.tasks import do_next_task

ASKED = {
    "name": "Sjoukje de Vries",
    "email": "s.devries@sudwestfryslan.nl",
    "works_for": "Súdwest-Fryslân",
    "text": "Werkt dit ook met ons zaaksysteem?\r\nEn wat kostte de koppeling?",
    "onderwerp": "",
}


def url_of(page):
    return f"/stel-een-vraag/{page.pk}/"


def post(page, **changes):
    return Client().post(url_of(page), {**ASKED, **changes})


def work():
    while do_next_task():
        pass


def mail_to(address):
    return [one for one in mail.outbox if address in one.to]
