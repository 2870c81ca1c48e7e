import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from accounts.guard import refuse_demo_people  # noqa: E402  (models can be imported from here on)

refuse_demo_people()
