target_sources(mae_ui PRIVATE)
