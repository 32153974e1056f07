use crate::descriptors::close_quietly;
use crate::held::Held;

impl Drop for Held {
    fn drop(&mut self) {
        close_quietly(self.number);
    }
}
