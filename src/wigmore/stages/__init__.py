"""Pure steps from records to the case graph, each a file: references, values, origins, status, times …"""
