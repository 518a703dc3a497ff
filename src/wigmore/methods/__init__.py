"""The mathematics, free of any case: functions over plain values, each with its formula and its source."""
