mae_core_sources(config_json.cpp config_json.h field.h model_config.cpp model_config.h setting_access.cpp setting_ids.h train_config.cpp train_config.h
    validate.cpp validate.h)
