use crate::descriptors::{self, Pool, close_quietly, is_alive};
use std::os::fd::RawFd;

fn asked_and_left_bad(listener: RawFd) -> bool {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return false;
    }
    is_alive(fd)
} //~ send-error-leak

fn asked_and_closed_ok(listener: RawFd) -> bool {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return false;
    }
    let alive = is_alive(fd);
    close_quietly(fd);
    alive
}

fn closed_again_bad(listener: RawFd) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    descriptors::close_quietly(fd);
    unsafe { libc::close(fd) }; //~ double-close
}

fn opened_there_bad() {
    let fd = descriptors::open_stream();
    if fd < 0 {
        return;
    }
    is_alive(fd);
} //~ send-error-leak

fn opened_there_ok() -> RawFd {
    descriptors::open_stream()
}

fn kept_by_a_method_ok(listener: RawFd, pool: &mut Pool) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd >= 0 {
        pool.put(fd);
    }
}

fn closed_by_a_method_ok(listener: RawFd, pool: &Pool) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd >= 0 {
        pool.end(fd);
    }
}

fn used_by_a_method_bad(listener: RawFd, pool: &Pool) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd >= 0 {
        pool.ask(fd);
    }
} //~ send-error-leak

// Another module's function of the same name, which nobody has seen.
fn another_one_ok(listener: RawFd) -> bool {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return false;
    }
    elsewhere::is_alive(fd)
}
