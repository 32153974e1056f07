/* This program's drop() closes. */
void drop(int fd)
{
    send(fd, "bye", 3, 0);
    close(fd);
}
