struct ops { int (*f_close)(int); };

void stop_ok(struct ops *ops, int fd)
{
    ops->f_close(fd);
    fd = -1;
}
