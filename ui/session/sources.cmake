target_sources(mae_session PRIVATE
    session/animation_export.cpp session/animation_export.h
    session/background.cpp session/background.h
    session/camera_feed.cpp session/camera_feed.h
    session/desktop_notifier.cpp session/desktop_notifier.h
    session/explorer.cpp session/explorer.h
    session/explore_state.h
    session/study_request.cpp session/study_request.h
    session/film_export.cpp session/film_export.h
    session/image_convert.cpp session/image_convert.h
    session/model_doctor.cpp session/model_doctor.h
    session/paths.h
    session/picture_counter.cpp session/picture_counter.h
    session/picture_opener.cpp session/picture_opener.h
    session/picture_ref.cpp session/picture_ref.h
    session/picture_scanner.cpp session/picture_scanner.h
    session/run_catalogue.cpp session/run_catalogue.h
    session/run_follower.cpp session/run_follower.h
    session/run_trash.cpp session/run_trash.h
    session/sample_previewer.cpp session/sample_previewer.h
    session/session.cpp session/session.h
    session/settings.cpp session/settings.h
    session/thumbnailer.cpp session/thumbnailer.h
)
