mae_core_sources(crc32c.cpp crc32c.h device.h error.cpp error.h files.cpp files.h image.h log.cpp log.h number.cpp number.h
    overloaded.h rng.cpp rng.h tensor.h)
