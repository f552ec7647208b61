mae_core_sources(checkpoint.cpp checkpoint.h checkpoint_writer.cpp checkpoint_writer.h cross_entropy.cpp cross_entropy.h flat_parameters.cpp flat_parameters.h lars.cpp lars.h
    layer_decay.cpp layer_decay.h linear_probe.cpp linear_probe.h lr_schedule.cpp lr_schedule.h metrics_log.cpp metrics_log.h parity.cpp
    parity.h previews.cpp previews.h step_metrics.h run_plan.cpp run_plan.h trainer.cpp trainer.h training_run.cpp training_run.h trial.cpp trial.h run_setup.cpp run_setup.h training_run_state.cpp training_run_state.h)
