#define SET(fd, opt, v) setsockopt(fd, SOL_SOCKET, opt, &(v), sizeof(v))

void set_up_bad(int fd, int on)
{
    SET(fd, SO_REUSEADDR, on); //~ unchecked-setsockopt
}

int set_up_ok(int fd, int on)
{
    return SET(fd, SO_REUSEADDR, on);
}
