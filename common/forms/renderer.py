from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form of the house with our own components, allauth's included."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
