mae_core_sources(parity.h step_metrics.h training_run.h)
