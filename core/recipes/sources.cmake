mae_core_sources(recipes.cpp recipes.h user_presets.cpp user_presets.h)
