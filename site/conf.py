"""Sphinx configuration of the static pages; `make site` builds them through site/build.py."""

import sys

from tellings.case import wording

# jsonschema would build a grammar of web addresses first: a second for what no notebook holds.
sys.modules.setdefault("rfc3987_syntax", None)
say = wording.of(__file__)
project = "Three Tellings"
author = "Three Tellings"
language = "en"
root_doc = "index"
extensions = ["myst_nb"]
exclude_patterns = ["files/**", "helpers/**", "tellings/**"]

# Notebooks stand on the pages as they are stored: what a reader sees here is what the tests compare.
nb_execution_mode = "off"
nb_output_stderr = "warn"
nb_ipywidgets_js = {}
# Folded are the cells that a sheet's fields stand for.
nb_code_prompt_show = nb_code_prompt_hide = say("build.same_cells")
myst_enable_extensions = ["deflist", "attrs_inline"]
myst_heading_anchors = 4

# Quotation marks are evidence here, and are typed in answers: they stay as they were written.
smartquotes = False

html_theme = "furo"
# The theme's own dark style underlines the names of libraries in blue, as links are.
pygments_dark_style = "a11y-dark"
html_title = "Three Tellings"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = [("pages.js", {"data-wide": say("build.wide"), "data-none": say("build.none")})]
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_show_copyright = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {
        "color-brand-primary": "#00527f",
        "color-brand-content": "#00527f",
        "color-brand-visited": "#6a3d9a",
        "color-foreground-muted": "#5a5c63",
        "color-foreground-secondary": "#4d4f55",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8cc8f0",
        "color-brand-content": "#8cc8f0",
        "color-brand-visited": "#cbb3e6",
        "color-foreground-muted": "#a5a9b2",
    },
}
