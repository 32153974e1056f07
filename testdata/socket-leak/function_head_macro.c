/* The function's head is a macro call, as in many command tables. */
DEFUN(show_link, show_link_cmd, "show link")
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return CMD_WARNING;
    if (ioctl(fd, SIOCGIFFLAGS, argv[0]) < 0)
        return CMD_WARNING; //~ socket-leak
    close(fd);
    return CMD_SUCCESS;
}

METHOD(socket_t, start, bool, private_socket_t *this)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return FALSE;
    close(fd);
    return TRUE;
}
