"""The least a page can do."""

import streamlit as st

st.write("hi")
