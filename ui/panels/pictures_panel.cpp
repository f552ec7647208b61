// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/pictures_panel.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/paths_edit.h"
#include "ui/widgets/validation_edit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

namespace mae::ui {
namespace {

constexpr auto kCountDelay = std::chrono::milliseconds(150);

} // namespace

PicturesPanel::PicturesPanel(QWidget* parent)
    : QWidget(parent),
      m_paths(new PathsEdit),
      m_found(makeCaption()),
      m_cancelCount(makeIconButton("close", tr("Stop Counting"))),
      m_check(new QPushButton(icon("verify"), tr("Check Pictures…"))),
      m_validation(new ValidationEdit),
      m_scenes(DataConfig{}.scenes) {
    m_check->setToolTip(tr("Reads all pictures: sizes, duplicates, unreadable files, mean and "
                           "standard deviation; and shows what the model will see."));
    layOut();
    m_countSoon.setSingleShot(true);
    m_countSoon.setInterval(kCountDelay);
    connect(&m_countSoon, &QTimer::timeout, this, &PicturesPanel::countPictures);
    connect(m_paths, &PathsEdit::pathsChanged, this, [this](const std::vector<std::string>& paths) {
        m_validation->setScenes(paths == DataConfig{}.paths);
        m_countSoon.start();
        onChange();
    });
    connect(m_paths, &PathsEdit::weightsChanged, this, &PicturesPanel::onChange);
    connect(m_validation, &ValidationEdit::changed, this, &PicturesPanel::onChange);
    connect(m_check, &QPushButton::clicked, this, &PicturesPanel::checkWanted);
    connect(&m_counter, &PictureCounter::counted, this, &PicturesPanel::showCount);
    connect(&m_counter, &PictureCounter::failed, this, &PicturesPanel::showCountFailure);
    connect(m_cancelCount, &QToolButton::clicked, this, [this] {
        m_counter.cancel();
        showCountFailure(tr("Counting was stopped. Choose the pictures again to count them."));
    });
    countPictures();
}

void PicturesPanel::layOut() {
    auto* found = new QHBoxLayout;
    found->setSpacing(kGapSmall);
    found->addWidget(m_found, 1);
    found->addWidget(m_cancelCount, 0, Qt::AlignTop);
    found->addWidget(m_check, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(kGapTiny);
    column->addWidget(makeHeading(tr("Pictures")));
    column->addWidget(m_paths);
    column->addLayout(found);
    column->addSpacing(kGapSmall);
    column->addWidget(makeHeading(tr("Validation")));
    column->addWidget(m_validation);
}

void PicturesPanel::applyTo(DataConfig& settings) const {
    settings.paths = m_paths->paths();
    settings.weights = m_paths->weights();
    const auto choice = m_validation->choice();
    settings.validation = choice.folders;
    settings.validationShare = choice.share;
}

void PicturesPanel::onChange() {
    if (!m_quiet) {
        Q_EMIT changed();
    }
}

void PicturesPanel::setData(const DataConfig& settings) {
    const QScopedValueRollback quiet(m_quiet, true);
    m_paths->setPaths(settings.paths);
    m_paths->setWeights(settings.weights);
    m_validation->setChoice({.folders = settings.validation, .share = settings.validationShare});
    if (settings.scenes != m_scenes) {
        m_scenes = settings.scenes;
        m_countSoon.start();
    }
}

void PicturesPanel::setPreset(const DataConfig& settings) {
    const ValidationChoice choice{.folders = settings.validation,
                                  .share = settings.validationShare};
    if (choice != ValidationChoice{}) {
        m_validation->setChoice(choice);
    }
}

void PicturesPanel::addPaths(const QStringList& paths) { m_paths->addPaths(paths); }

void PicturesPanel::setPaths(const std::vector<std::string>& paths) { m_paths->setPaths(paths); }

QString PicturesPanel::shownText() const { return m_found->text(); }

QString PicturesPanel::problem() const {
    return m_countFailure.isEmpty() ? m_validation->problem() : m_countFailure;
}

void PicturesPanel::countNow() {
    if (m_countSoon.isActive()) {
        countPictures();
    }
}

void PicturesPanel::countPictures() {
    m_countSoon.stop();
    applyTo(m_counted);
    m_counted.scenes = m_scenes;
    m_count.reset();
    m_countFailure.clear();
    m_check->setEnabled(!m_counted.paths.empty());
    if (m_counted.paths.empty()) {
        m_counter.cancel();
        showCountFailure(tr("Add a folder of pictures, or drop one here."));
        return;
    }
    m_found->setText(tr("Counting pictures…"));
    m_cancelCount->show();
    m_counter.count(m_counted);
    Q_EMIT countChanged();
}

void PicturesPanel::showCount(const PictureCount& count) {
    m_count = count;
    m_cancelCount->hide();
    auto text = tr("Pictures found: %1").arg(QLocale().toString(count.pictures));
    if (count.classes > 0) {
        text += QStringLiteral(" · ") + tr("classes: %1").arg(count.classes);
    }
    m_found->setText(text);
    Q_EMIT countChanged();
}

void PicturesPanel::showCountFailure(const QString& message) {
    m_count.reset();
    m_countFailure = message;
    m_cancelCount->hide();
    m_found->setText(message);
    Q_EMIT countChanged();
}

} // namespace mae::ui
