"""What ratios say: run by the build where wrk and gcc are (BenchIT), or by python3 -m unittest."""
import unittest

import report


def rounds(*cpu):
    return {number: {"cpu_us": value, "p99": 10 * value} for number, value in enumerate(cpu, 1)}


class RatiosTest(unittest.TestCase):
    def test_compare_what_was_measured_in_one_round(self):
        """The machine is twice as slow in every second round: medians of each alone would say 2 to 1, or 1 to 2."""
        base = rounds(10, 20, 10, 20, 10)
        of = report.ratios({"a": base, "b": rounds(11, 22, 11, 22, 11)}, ["a"])["a"]
        for figure in ("cpu_us", "p99"):
            self.assertEqual([round(part, 6) for part in of["b"][figure]], [1.1, 1.1, 1.1])

    def test_leave_a_round_out_in_which_one_failed(self):
        base = rounds(10, 20, 10)
        del base[2]
        of = report.ratios({"a": base, "b": rounds(11, 500, 12)}, ["a"])["a"]
        self.assertEqual([round(part, 6) for part in of["b"]["cpu_us"]], [1.1, 1.15, 1.2])

    def test_say_nothing_where_no_round_has_both(self):
        of = report.ratios({"a": {1: {"cpu_us": 1, "p99": 1}}, "b": {2: {"cpu_us": 1, "p99": 1}}}, ["a", "c"])
        self.assertEqual(list(of), ["a"])
        self.assertIsNone(of["a"]["b"]["cpu_us"])
        self.assertEqual(report.ratio(of["a"]["b"]["cpu_us"], False), "-")

    def test_tell_quarters_of_many_and_ends_of_few(self):
        self.assertEqual(report.spread([3, 1, 2]), [1, 2, 3])
        self.assertEqual(report.spread(list(range(1, 12))), [3, 6, 9])


if __name__ == "__main__":
    unittest.main()
