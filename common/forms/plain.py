"""The form of an act: our sentences, not the browser's."""

from django import forms


class PlainForm(forms.Form):
    use_required_attribute = False
