// A descriptor that another value shows.
use std::os::fd::{AsRawFd, RawFd};
use std::sync::{Arc, Mutex};

struct Device {
    frontend: Option<Arc<Mutex<Frontend>>>,
    number: RawFd,
}

impl Device {
    fn shutdown_bad(&mut self) {
        if let Some(frontend) = &self.frontend {
            let _ = unsafe { libc::close(frontend.lock().unwrap().socket().as_raw_fd()) }; //~ fd-double-owner
        }
    }

    fn shutdown_ok(&mut self) {
        unsafe { libc::close(self.number.as_raw_fd()) };
        self.frontend = None;
    }
}

struct Closing {
    fd: super::Held,
}

// What is behind another view of it may be kept from ending.
impl Closing {
    fn close_ok(&mut self) {
        unsafe { libc::close(self.fd.as_fd().as_raw_fd()) };
    }
}
