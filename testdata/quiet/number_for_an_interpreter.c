// What makes an object of the number takes it over, as far as can be seen.
PyObject *connect_ok(PyObject *self, const char *name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    return PyLong_FromLong(fd);
}

value_t accept_ok(state_t *state, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        raise(state, "accept");
    return number_value(fd);
}

value_t accept_pair_ok(state_t *state, int listener)
{
    value_t pair = array_new(state, 2);
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        raise(state, "accept");
    array_push(state, pair, number_value(fd));
    return pair;
}
