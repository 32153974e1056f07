// What comments say of functions of Rust counts more than what is seen of them.
use std::io;
use std::os::fd::RawFd;

unsafe extern "C" {
    fn session_finish(fd: i32); // sockleak: closes(1)
    // sockleak: returns-socket
    fn session_dial(port: i32) -> i32;
    fn session_ping(fd: i32) -> i32; // sockleak: keeps(fd)
}

pub trait Ring {
    // sockleak: owns(fd)
    fn submit(&mut self, fd: RawFd);
}

pub struct Watch;

impl Watch {
    /// Looks at it.
    // sockleak: keeps(2)
    pub fn add(&mut self, fd: RawFd) -> bool {
        self.set.insert(fd)
    }

    #[inline]
    // sockleak: returns-socket -- a fresh one each time
    pub fn next(&mut self) -> io::Result<RawFd> {
        self.queue.pop()
    }
}

// sockleak: returns-socket
pub fn maybe(queue: &mut Queue) -> Option<RawFd> {
    queue.pop_one()
}

fn finished_ok() {
    let fd = unsafe { session_dial(1) };
    if fd >= 0 {
        unsafe { session_finish(fd) };
    }
}

fn pinged_bad() {
    let fd = unsafe { session_dial(1) };
    if fd >= 0 {
        unsafe { session_ping(fd) };
    }
} //~ socket-leak

fn finished_twice_bad() {
    let fd = unsafe { session_dial(1) };
    if fd >= 0 {
        unsafe { session_finish(fd) };
        unsafe { libc::close(fd) }; //~ double-close
    }
}

fn submitted_ok(ring: &mut dyn Ring) {
    let fd = unsafe { session_dial(1) };
    if fd >= 0 {
        ring.submit(fd);
    }
}

fn watched_bad(watch: &mut Watch) {
    let fd = unsafe { session_dial(1) };
    if fd >= 0 {
        watch.add(fd);
    }
} //~ socket-leak

fn of_a_method_bad(watch: &mut Watch) -> io::Result<()> {
    let fd = watch.next()?;
    unsafe { libc::listen(fd, 16) };
    Ok(())
} //~ socket-leak

fn of_a_method_ok(watch: &mut Watch) -> io::Result<()> {
    let fd = watch.next()?;
    unsafe { libc::close(fd) };
    Ok(())
}

fn perhaps_bad(queue: &mut Queue) {
    if let Some(fd) = maybe(queue) {
        unsafe { libc::listen(fd, 16) };
    } //~ socket-leak
}
