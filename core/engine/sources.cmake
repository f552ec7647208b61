mae_core_sources(command.h engine.h event.h outbox.cpp outbox.h)
