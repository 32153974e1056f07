use std::os::fd::RawFd;

pub struct Held {
    pub number: RawFd,
}

pub fn held(listener: RawFd) -> Held {
    Held { number: unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) } }
}

pub struct Loose { //~ raw-fd-leak
    pub raw: RawFd,
}

pub fn loose(listener: RawFd) -> Loose {
    Loose { raw: unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) } }
}
