"""Imports the packages where a file and its function share a name.

pytest imports a file that it collects alone beside its package, and then sets the module where the package has the
function: `plots.lorenz` would be a module, unless the package was there before.
"""

import pemberdayaan.measures.change
import pemberdayaan.measures.counting
import pemberdayaan.measures.network
import pemberdayaan.measures.questionnaire
import pemberdayaan.show.plots  # noqa: F401
