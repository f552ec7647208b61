target_sources(mae_session PRIVATE
    session/background.cpp session/background.h
    session/picture_counter.cpp session/picture_counter.h
    session/run_catalogue.cpp session/run_catalogue.h
    session/session.cpp session/session.h
)
