mae_core_sources(step_metrics.h training_run.h)
