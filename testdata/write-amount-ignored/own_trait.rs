// A trait of the file's own, beside that of streams by another name.
use std::io::{self, Write as StreamWrite};

pub trait Write {
    type Error;
    fn write(&mut self, bytes: &[u8]) -> Result<(), Self::Error>;

    fn line_ok(&mut self, line: &[u8]) -> Result<(), Self::Error> {
        self.write(line)?;
        Ok(())
    }
}

pub fn own_ok<W: Write>(to: &mut W, bytes: &[u8]) -> Result<(), W::Error> {
    to.write(bytes)?;
    Ok(())
}

pub fn renamed_bad<W: StreamWrite>(to: &mut W, bytes: &[u8]) -> io::Result<()> {
    to.write(bytes)?; //~ write-amount-ignored
    Ok(())
}

pub fn module_bad(to: &mut dyn io::Write, bytes: &[u8]) -> io::Result<()> {
    to.write(bytes)?; //~ write-amount-ignored
    Ok(())
}
