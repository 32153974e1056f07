/* This program's drop() only says so. */
void drop(int fd)
{
    send(fd, "bye", 3, 0);
}
