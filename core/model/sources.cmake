mae_core_sources()
