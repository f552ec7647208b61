mae_core_sources(attempt.h command.h engine.cpp engine.h event.h fitted_cache.cpp fitted_cache.h
    inbox.cpp inbox.h outbox.cpp outbox.h
    picture_desk.cpp picture_desk.h study_desk.cpp study_desk.h worker.cpp worker.h worker_layers.cpp worker_queue.cpp worker_run.cpp)
