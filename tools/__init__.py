"""Programs that build what the package ships; not shipped themselves."""
