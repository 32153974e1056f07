// The two ends that `socketpair` stores in an array of the function.
use std::io;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

struct Talk {
    data: RawFd,
    control: Control,
}

impl Talk {
    fn begin_bad(&mut self) -> io::Result<()> {
        let mut ends = [-1, -1];
        if unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_STREAM, 0, ends.as_mut_ptr()) } == -1 {
            return Err(io::Error::last_os_error());
        }
        self.control.keep_other_end(ends[1]);
        self.control.run()?; //~ socket-leak
        self.data = ends[0];
        Ok(())
    }

    fn closed_on_failure_ok(&mut self) -> io::Result<()> {
        let mut ends = [-1, -1];
        if unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_STREAM, 0, ends.as_mut_ptr()) } == -1 {
            return Err(io::Error::last_os_error());
        }
        self.control.keep_other_end(ends[1]);
        if let Err(error) = self.control.run() {
            unsafe { libc::close(ends[0]) };
            return Err(error);
        }
        self.data = ends[0];
        Ok(())
    }
}

fn owned_at_once_ok() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends: [RawFd; 2] = [0; 2];
    let made = unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_STREAM, 0, ends.as_mut_ptr()) };
    if made != 0 {
        return Err(io::Error::last_os_error());
    }
    let pair = unsafe { (OwnedFd::from_raw_fd(ends[0]), OwnedFd::from_raw_fd(ends[1])) };
    announce()?;
    Ok(pair)
}
