//! The same calls in Rust.

pub fn late_bad(addr: *const libc::sockaddr, len: libc::socklen_t) -> libc::c_int {
    let on: libc::c_int = 1;
    unsafe {
        let fd = libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0);
        if fd < 0 {
            return -1;
        }
        if libc::bind(fd, addr, len) < 0
            || libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_REUSEADDR, &on as *const _ as *const _, 4) < 0 //~ option-after-bind
        {
            libc::close(fd);
            return -1;
        }
        fd
    }
}

pub fn early_ok(addr: *const libc::sockaddr, len: libc::socklen_t) -> libc::c_int {
    let on: libc::c_int = 1;
    unsafe {
        let fd = libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0);
        if fd < 0 {
            return -1;
        }
        if libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_REUSEADDR, &on as *const _ as *const _, 4) < 0
            || libc::bind(fd, addr, len) < 0
        {
            libc::close(fd);
            return -1;
        }
        fd
    }
}
