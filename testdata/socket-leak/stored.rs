// What is stored in an object that the function has not made itself is there for others to see.
use std::io;
use std::os::fd::RawFd;

struct Talk {
    fd: RawFd,
    spare: Option<RawFd>,
    state: Mutex<State>,
}

impl Talk {
    fn in_itself_ok(&mut self) -> io::Result<()> {
        let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        self.fd = fd;
        Ok(())
    }

    fn behind_a_lock_ok(&self) -> io::Result<()> {
        let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        let mut state = self.state.lock().unwrap();
        state.fd = fd;
        Ok(())
    }

    fn behind_a_lock_without_a_name_ok(&self) -> io::Result<()> {
        let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        self.state.lock().unwrap().fd = fd;
        Ok(())
    }

    fn before_it_is_stored_bad(&mut self) -> io::Result<()> {
        let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        self.prepare()?; //~ socket-leak
        self.fd = fd;
        self.prepare()
    }
}

fn in_one_of_several_ok(states: &mut [State], at: usize) -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    let state = &mut states[at];
    state.fd = fd;
    Ok(())
}

fn in_an_array_of_its_own_bad() -> io::Result<()> {
    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    let mut all = [-1; 2];
    all[0] = fd;
    prepare()?; //~ socket-leak
    unsafe { libc::close(all[0]) };
    Ok(())
}
