"""Questions of visitors to those who shared something."""
