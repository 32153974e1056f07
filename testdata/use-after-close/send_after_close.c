void bye_bad(int fd)
{
    close(fd);
    send(fd, "bye", 3, 0); //~ use-after-close
}

void bye_ok(int fd)
{
    send(fd, "bye", 3, 0);
    close(fd);
}
