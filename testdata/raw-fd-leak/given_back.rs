//! Functions that take a number and give it back, or nothing.
use std::os::fd::RawFd;
use std::sync::Arc;

struct Shared {
    fd: Option<Arc<RawFd>>,
}

// Where nothing comes back, somebody else still has it.
impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(fd) = self.fd.take().and_then(Arc::into_inner) {
            nix::unistd::close(fd).unwrap();
        }
    }
}
