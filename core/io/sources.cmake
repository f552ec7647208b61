mae_core_sources(model_card.h)
