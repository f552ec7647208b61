// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/gallery_panel.h"

#include "core/io/bundled.h"
#include "ui/models/gallery_model.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/gallery_view.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QSet>
#include <QToolButton>
#include <QUndoCommand>
#include <algorithm>

namespace mae::ui {
namespace {

struct Contents {
    std::vector<PictureRef> pictures;
    int current = -1;
};

class SetContents : public QUndoCommand {
public:
    SetContents(GalleryPanel& panel, Contents from, Contents to, const QString& text)
        : QUndoCommand(text), m_panel(panel), m_from(std::move(from)), m_to(std::move(to)) {}
    void undo() override { m_panel.put(m_from.pictures, m_from.current); }
    void redo() override { m_panel.put(m_to.pictures, m_to.current); }

private:
    GalleryPanel& m_panel;
    Contents m_from;
    Contents m_to;
};

class RemoveOne : public QUndoCommand {
public:
    RemoveOne(GalleryPanel& panel, int row, PictureRef picture, const QString& text)
        : QUndoCommand(text), m_panel(panel), m_row(row), m_picture(std::move(picture)) {}
    void undo() override { m_panel.insertAt(m_row, m_picture); }
    void redo() override { m_panel.takeFrom(m_row); }

private:
    GalleryPanel& m_panel;
    int m_row;
    PictureRef m_picture;
};

std::vector<PictureRef> samples() {
    std::vector<PictureRef> result;
    for (const auto& sample : samplePictures()) {
        result.push_back(sampleRef(QString::fromUtf8(sample.name), sample.bytes));
    }
    return result;
}

bool onlySamples(const std::vector<PictureRef>& pictures) {
    return std::ranges::all_of(pictures, [](const PictureRef& p) { return !p.encoded.empty(); });
}

} // namespace

GalleryPanel::GalleryPanel(QUndoStack& undo, QWidget* parent)
    : QWidget(parent),
      m_undo(undo),
      m_model(new GalleryModel(this)),
      m_view(new GalleryView),
      m_title(makeCaption()),
      m_cancel(makeIconButton("close", tr("Stop Reading Folders"))) {
    auto* add = makeIconButton("add", tr("Add Pictures…"));
    auto* remove = makeIconButton("remove", tr("Remove Picture"));
    m_view->setModel(m_model);
    m_title->setWordWrap(false);
    m_cancel->hide();
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGap, 0, kGapSmall, 0);
    head->setSpacing(kGapTiny);
    head->addWidget(m_title, 1);
    head->addWidget(m_cancel);
    head->addWidget(add);
    head->addWidget(remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGapTiny, 0, kGapTiny);
    layout->setSpacing(0);
    layout->addLayout(head);
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(kGapSmall, 0, kGapSmall, 0);
    strip->addWidget(m_view);
    layout->addLayout(strip, 1);

    connect(add, &QToolButton::clicked, this, &GalleryPanel::addRequested);
    connect(remove, &QToolButton::clicked, this, &GalleryPanel::removeCurrent);
    connect(static_cast<QToolButton*>(m_cancel), &QToolButton::clicked, this,
            &GalleryPanel::cancelRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &GalleryPanel::announce);
    updateTitle();
}

int GalleryPanel::count() const { return m_model->rowCount(); }
int GalleryPanel::current() const { return m_view->currentIndex().row(); }

void GalleryPanel::showSamples() { put(samples(), 0); }

void GalleryPanel::restoreSamples() { replace(samples(), 0, tr("Sample Pictures")); }

void GalleryPanel::add(const std::vector<PictureRef>& pictures) {
    const auto& present = m_model->pictures();
    auto contents = onlySamples(present) ? std::vector<PictureRef>() : present;
    QSet<QString> known;
    for (const auto& picture : contents) {
        known.insert(picture.path);
    }
    const auto first = contents.size();
    for (const auto& picture : pictures) {
        if (picture.path.isEmpty() || !known.contains(picture.path)) {
            known.insert(picture.path);
            contents.push_back(picture);
        }
    }
    if (contents.size() > first) {
        replace(std::move(contents), static_cast<int>(first), tr("Add Pictures"));
        return;
    }
    // All are there already: go to the first of them.
    const auto found = std::ranges::find_if(
        contents, [&](const PictureRef& p) { return p.path == pictures.front().path; });
    if (found != contents.end()) {
        m_view->setCurrentIndex(m_model->index(static_cast<int>(found - contents.begin())));
    }
}

void GalleryPanel::replace(std::vector<PictureRef> pictures, int row, const QString& text) {
    m_undo.push(
        new SetContents(*this, {m_model->pictures(), current()}, {std::move(pictures), row}, text));
}

void GalleryPanel::removeCurrent() {
    if (const int row = current(); row >= 0) {
        const auto& picture = m_model->pictures()[static_cast<std::size_t>(row)];
        m_undo.push(new RemoveOne(*this, row, picture, tr("Remove %1").arg(picture.name)));
    }
}

void GalleryPanel::removeAll() {
    if (count() > 0) {
        replace({}, -1, tr("Remove All Pictures"));
    }
}

void GalleryPanel::step(int by) {
    if (count() > 0) {
        const int row = std::clamp(current() + by, 0, count() - 1);
        m_view->setCurrentIndex(m_model->index(row));
    }
}

void GalleryPanel::select(quint64 id) {
    if (const int row = m_model->rowOf(id); row >= 0) {
        m_view->setCurrentIndex(m_model->index(row));
    }
}

const std::vector<PictureRef>& GalleryPanel::pictures() const { return m_model->pictures(); }

void GalleryPanel::replaceAll(std::vector<PictureRef> pictures, const QString& text) {
    replace(std::move(pictures), 0, text);
}

void GalleryPanel::put(std::vector<PictureRef> pictures, int current) {
    m_model->setPictures(std::move(pictures));
    Q_EMIT contentsChanged();
    m_view->setCurrentIndex(m_model->index(current));
    announce();
}

void GalleryPanel::insertAt(int row, const PictureRef& picture) {
    m_model->insertPictures(row, {picture});
    Q_EMIT contentsChanged();
    m_view->setCurrentIndex(m_model->index(row));
    announce();
}

void GalleryPanel::takeFrom(int row) {
    m_model->removeRow(row);
    Q_EMIT contentsChanged();
    m_view->setCurrentIndex(m_model->index(std::min(row, count() - 1)));
    announce();
}

void GalleryPanel::setBusy(bool listing) {
    m_busy = listing;
    m_cancel->setVisible(listing);
    updateTitle();
}

void GalleryPanel::announce() {
    updateTitle();
    const int row = current();
    const auto ref = row >= 0 ? m_model->pictures()[static_cast<std::size_t>(row)] : PictureRef();
    if (ref.id != m_announced) {
        m_announced = ref.id;
        Q_EMIT currentChanged(ref);
    }
}

void GalleryPanel::announceAgain() {
    m_announced = 0;
    announce();
    if (count() == 0) {
        Q_EMIT currentChanged({});
    }
}

void GalleryPanel::updateTitle() {
    if (m_busy) {
        m_title->setText(tr("Reading folders…"));
    } else if (count() == 0) {
        m_title->setText(tr("No pictures"));
    } else {
        const auto& ref = m_model->pictures()[static_cast<std::size_t>(std::max(current(), 0))];
        m_title->setText(tr("%1 · %2 of %3")
                             .arg(ref.name)
                             .arg(QLocale().toString(std::max(current(), 0) + 1))
                             .arg(QLocale().toString(count())));
    }
}

} // namespace mae::ui
