"""Results for the eye: pictures and pages."""
