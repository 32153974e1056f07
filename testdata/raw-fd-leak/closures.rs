// A descriptor that moves into a task is the task's to close.
use nix::sys::socket::*;
use nix::unistd::close;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use std::thread;

struct Ends {
    wake: RawFd,
}

fn polled_by_a_thread_bad() -> Ends {
    let (stop, wake) = socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::empty()).unwrap();
    thread::spawn(move || {
        let mut polled = [libc::pollfd { fd: stop, events: libc::POLLIN, revents: 0 }];
        while unsafe { libc::poll(polled.as_mut_ptr(), 1, -1) } == 0 {}
    }); //~ raw-fd-leak
    Ends { wake }
}

fn closed_by_the_thread_ok() -> Ends {
    let (stop, wake) = socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::empty()).unwrap();
    thread::spawn(move || {
        let mut polled = [libc::pollfd { fd: stop, events: libc::POLLIN, revents: 0 }];
        while unsafe { libc::poll(polled.as_mut_ptr(), 1, -1) } == 0 {}
        close(stop).unwrap();
    });
    Ends { wake }
}

fn read_again_and_again_bad() -> std::io::Result<Ends> {
    let (stop, wake) = socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::empty())?;
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        loop {
            match read_message(stop) {
                Ok(message) => handle(message),
                Err(_) => break, //~ raw-fd-leak
            }
        }
    })?;
    Ok(Ends { wake })
}

fn an_early_end_of_the_thread_bad(listener: RawFd) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    thread::spawn(move || {
        let mut buffer = [0u8; 64];
        let n = unsafe { libc::recv(fd, buffer.as_mut_ptr().cast(), 64, 0) };
        if n <= 0 {
            return; //~ eof-leak
        }
        unsafe { libc::close(fd) };
    });
}

fn owned_by_the_thread_ok(listener: RawFd) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    thread::spawn(move || {
        let client = unsafe { OwnedFd::from_raw_fd(fd) };
        serve(&client);
    });
}

fn kept_outside_too_ok(listener: RawFd, table: &mut Table) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    thread::spawn(move || {
        unsafe { libc::send(fd, b"hello".as_ptr().cast(), 5, 0) };
    });
    table.insert(fd);
}

fn given_to_an_unknown_function_ok(listener: RawFd) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    thread::spawn(move || serve_and_close(fd));
}

fn an_owner_ok() -> Owned {
    // Of nix since 0.27: both ends have owners.
    let (stop, wake) = socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::empty()).unwrap();
    thread::spawn(move || {
        let mut polled = [PollFd::new(stop.as_fd(), PollFlags::POLLIN)];
        poll(&mut polled, -1).unwrap();
    });
    Owned { wake }
}

fn an_end_without_close_bad(listener: RawFd) {
    let fd = unsafe { libc::accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if fd < 0 {
        return;
    }
    tokio::spawn(async move {
        if unsafe { libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_KEEPALIVE, std::ptr::null(), 0) } < 0 {
            return; //~ raw-fd-leak
        }
        unsafe { libc::close(fd) };
    });
}
