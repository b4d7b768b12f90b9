"""How the documents are built: offline, in English and with `-D language=id` in Indonesian."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "pemberdayaan"
author = "The pemberdayaan developers"
copyright = f"2026, {author}"
version = release = installed_version("pemberdayaan")
language = "en"

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.intersphinx",
    "sphinx.ext.mathjax",
    "numpydoc",
    "myst_nb",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
    "external_links",
    "framework_pages",
    "local_mathjax",
    "page_language",
    "reference_page",
]
templates_path = ["_templates"]
exclude_patterns = [
    "_build",
    # the gallery's by-products, which myst-nb would take for pages
    "gallery/*.ipynb",
    "gallery/*.py",
    "gallery/*.json",
    "gallery/sg_execution_times.rst",
    "sg_execution_times.rst",
]
# `-t translate` collects the texts to translate and runs no code
translating = tags.has("translate")  # noqa: F821 - Sphinx puts the name here
if translating:
    # these speak from docstrings, from the frameworks' own texts, or to developers
    exclude_patterns += ["api", "changelog.md", "contributing.md", "frameworks", "gallery/[!i]*"]
    suppress_warnings = ["docutils", "myst", "ref", "toc"]

nitpicky = True
# `Name` in a docstring is a link
default_role = "py:obj"
# names of type aliases, which are no classes, and of parts of a result that stand on no page of their own
nitpick_ignore = [
    ("py:class", name)
    for name in (
        *("Observed", "Answers", "Export", "Library", "Named", "Double", "Lost", "Any_Network", "Labels"),
        *("Array", "Codes", "Floats", "Index", "Ints", "Scores", "Weights", "Whole"),
        *("Amounts", "Counted", "People", "Pool", "Sample", "StraightLine", "T", "Tally"),
        *(f"pemberdayaan.measures.index.{part}" for part in ("chain.Steps", "tree.Cover", "tree.IndexTree")),
        *(
            f"pemberdayaan.measures.{part}"
            for part in ("pooling.Pool", "sampling.Sample", "inequality.amounts.Amounts")
        ),
        "pemberdayaan.measures.self_reliance.trend.StraightLine",
    )
]

# two languages
locale_dirs = ["locales"]
gettext_compact = False
gettext_uuid = False
gettext_location = False
figure_language_filename = "{root}.{language}{ext}"

# the API
add_module_names = False
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_type_aliases = {"ArrayLike": "ArrayLike"}
autodoc_member_order = "bysource"
autosummary_generate = True
autosummary_imported_members = False
python_maximum_signature_line_length = 72
python_use_unqualified_type_names = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

# pages and notebooks
myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
nb_execution_mode = "off" if translating else "force"
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_show_tb = True
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_exclude = ".linenos, .gp, .go"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "plain"
bibtex_reference_style = "author_year"

sphinx_gallery_conf = {
    "examples_dirs": ["../examples"],
    "gallery_dirs": ["gallery"],
    "filename_pattern": r"\.py$",
    "within_subsection_order": "ExampleTitleSortKey",
    "plot_gallery": not translating,
    "abort_on_example_error": True,
    "image_srcset": ["2x"],
    "show_memory": False,
    "show_signature": False,
    "download_all_examples": False,
    "remove_config_comments": True,
    "reset_modules": ("matplotlib",),
}

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sourcelink = False
# pages that stand alone have no list of their neighbours
html_sidebars = {page: [] for page in ("changelog", "contributing", "glossary", "included", "index", "references")}
html_theme_options = {
    "navbar_end": ["other-language", "theme-switcher"],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": False,
}
