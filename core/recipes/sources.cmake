mae_core_sources(recipes.cpp recipes.h)
