// What makes an object of the number takes it over, as far as can be seen.
PyObject *connect_ok(PyObject *self, const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    return PyLong_FromLong(fd);
}
