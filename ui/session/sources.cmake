target_sources(mae_session PRIVATE session/session.h session/session.cpp)
