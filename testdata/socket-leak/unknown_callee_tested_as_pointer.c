int accept_ok(int listener, struct server *server)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    if ((server->last = connection(server, fd)) == NULL) {
        close(fd);
        return -1;
    }
    return 0;
}
