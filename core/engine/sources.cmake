mae_core_sources(attempt.h command.h engine.cpp engine.h event.h inbox.cpp inbox.h outbox.cpp outbox.h
    picture_desk.cpp picture_desk.h worker.cpp worker.h worker_run.cpp)
