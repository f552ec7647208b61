// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <c10/util/Exception.h>
#include <opencv2/core.hpp>

#include <filesystem>
#include <new>
#include <system_error>

namespace mae {

Error currentError() {
    try {
        throw;
    } catch (const Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return {ErrorKind::OutOfMemory, "Out of memory."};
    } catch (const std::filesystem::filesystem_error& error) {
        return {ErrorKind::Io, "'" + error.path1().string() + "': " + error.code().message() + "."};
    } catch (const c10::OutOfMemoryError&) {
        return {ErrorKind::OutOfMemory, "The device is out of memory."};
    } catch (const c10::Error& error) {
        return {ErrorKind::Internal, error.what_without_backtrace()};
    } catch (const cv::Exception& error) {
        return {error.code == cv::Error::StsNoMem ? ErrorKind::OutOfMemory : ErrorKind::Internal,
                error.what()};
    } catch (const std::exception& error) {
        return {ErrorKind::Internal, error.what()};
    } catch (...) {
        return {ErrorKind::Internal, "Unknown error."};
    }
}

std::string systemMessage(int code) { return std::generic_category().message(code); }

} // namespace mae
